// A copy of what is typed in this browser, for as long as the newsroom does not hold it: one
// for each person, story and tab. Read by keep.js as window.localCopies.
"use strict"
{
  const box = document.getElementById("kept")
  const mine = `story:${box?.dataset.user}:${box?.dataset.article || "new"}:`

  const attempt = (act) => {
    try {
      return act()
    } catch {
      return undefined
    }
  }

  window.localCopies = {
    // True where the browser took it; it may be full, or forbid it.
    put: (sheet, stroke, words) =>
      attempt(() => {
        const copy = { at: Date.now(), stroke, words }
        localStorage.setItem(mine + sheet, JSON.stringify(copy))
        return true
      }) === true,

    // The newsroom holds all up to this stroke.
    drop: (sheet, stroke) =>
      attempt(() => {
        const copy = JSON.parse(localStorage.getItem(mine + sheet))
        if (copy && copy.stroke <= stroke) localStorage.removeItem(mine + sheet)
      }),

    // Of other tabs, or of this one before the browser died: [sheet, copy].
    others: (sheet) =>
      attempt(() =>
        Object.keys(localStorage)
          .filter((key) => key.startsWith(mine) && key !== mine + sheet)
          .map((key) => [key.slice(mine.length), JSON.parse(localStorage.getItem(key))]),
      ) || [],
  }
}
