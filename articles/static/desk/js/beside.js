// Beside the story: who else is in it, and what somebody saved since it was opened.
"use strict"
{
  const form = document.querySelector("form.story")
  const others = document.querySelector("[data-others]")
  const names = document.querySelector("[data-names]")
  const moved = document.getElementById("moved")
  let shown = 0

  form.addEventListener("story:told", ({ detail }) => {
    if (names.innerHTML !== detail.others) names.innerHTML = detail.others
    others.hidden = !detail.others
    if (!detail.moved || detail.version === shown) return
    shown = detail.version
    moved.innerHTML = detail.moved
    moved.hidden = false
  })
}
