// One box that ticks all on the page.
"use strict"
{
  const all = document.getElementById("choose-all")
  const boxes = document.querySelectorAll("#decide input[name=position]")
  if (all && boxes.length) {
    all.hidden = false
    all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)))
  }
}
