// From change to change: n or j to the next, p or k to the one before.
"use strict"
{
  const bar = document.getElementById("changes")
  const changes = [...document.querySelectorAll("[data-change]")]
  const steps = { n: 1, j: 1, p: -1, k: -1 }
  let at = -1

  const tell = () => {
    const said = at < 0 ? bar.dataset.all : bar.dataset.of.replace("{n}", at + 1)
    bar.querySelector(".count").textContent = said.replace("{all}", changes.length)
  }

  const go = (step) => {
    at = (at + step + changes.length + (at < 0 && step < 0 ? 1 : 0)) % changes.length
    for (const change of changes) change.classList.toggle("current", change === changes[at])
    changes[at].tabIndex = -1
    changes[at].focus({ preventScroll: true })
    changes[at].scrollIntoView({ block: "center" })
    tell()
  }

  // A jump from the list, or by a link within the page, goes on from there.
  const jumped = () => {
    const place = changes.findIndex((change) => `#${change.id}` === location.hash)
    if (place < 0) return
    at = place
    for (const change of changes) change.classList.toggle("current", change === changes[at])
    tell()
  }

  if (bar && changes.length) {
    bar.querySelector(".stepper").hidden = false
    bar.addEventListener("click", (event) => event.target.dataset.step && go(Number(event.target.dataset.step)))
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]")
      if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in steps)) return
      event.preventDefault()
      go(steps[event.key])
    })
    window.addEventListener("hashchange", jumped)
    tell()
    jumped()
  }
}
