// A slider over the moments of a story; the arrow keys step, the text follows.
"use strict"
{
  const form = document.getElementById("scrubber")
  const slider = document.getElementById("slider")
  const select = document.getElementById("moment")
  const place = document.getElementById("scrubbed")
  const steps = form.querySelectorAll("[data-step]")
  let asked = 0

  const spoken = () => slider.setAttribute("aria-valuetext", select.selectedOptions[0].textContent)

  const show = async () => {
    const mine = (asked += 1)
    spoken()
    const at = new URLSearchParams({ at: select.value })
    const answer = await fetch(`?${at}&part=1`)
    if (mine !== asked) return
    if (!answer.ok || answer.redirected) return form.submit()
    place.innerHTML = await answer.text()
    history.replaceState(null, "", `?${at}`)
  }

  const go = (index) => {
    const within = Math.max(0, Math.min(index, select.options.length - 1))
    slider.value = select.selectedIndex = within
    show()
  }

  slider.hidden = false
  document.getElementById("show").hidden = true
  spoken()
  slider.addEventListener("input", () => go(Number(slider.value)))
  select.addEventListener("change", () => go(select.selectedIndex))
  for (const step of steps) {
    step.href ||= "#scrubbed"
    step.addEventListener("click", (event) => {
      event.preventDefault()
      go(select.selectedIndex + Number(step.dataset.step))
    })
  }
}
