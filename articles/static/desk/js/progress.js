// How far an import is, asked every other second while the page is looked at.
"use strict"
{
  const box = document.getElementById("progress")
  const ask = async () => {
    if (document.hidden) return again()
    try {
      const answer = await fetch(box.dataset.url, { headers: { Accept: "application/json" } })
      if (!answer.ok) return location.reload()
      const { state, html } = await answer.json()
      if (state !== box.dataset.state) return location.reload()
      box.innerHTML = html
    } catch {
      // The server is away for a moment: what was shown last stays.
    }
    again()
  }
  const again = () => setTimeout(ask, 2000)
  again()
}
