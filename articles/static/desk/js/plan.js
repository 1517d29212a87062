// What pressing the button would do, said anew while an instant is typed; and that instant by
// the clock of whoever types it.
"use strict"
{
  const plan = document.getElementById("plan")
  const clock = document.getElementById("clock")
  const at = document.getElementById("id_schedule_at")
  const until = document.getElementById("id_expire_at")

  const spaced = (instant) => instant.replace("T", " ")

  const say = () => {
    const isEarly = at.value && plan.dataset.embargo && at.value < plan.dataset.embargo
    const name = (at.value ? "at" : "now") + (until.value ? "Until" : "")
    const said = isEarly ? plan.dataset.embargoed : plan.dataset[name]
    plan.textContent = said
      .replace("{at}", spaced(at.value))
      .replace("{until}", spaced(until.value))
    translate()
  }

  // How far a zone is ahead of UTC at an instant, in milliseconds.
  const ahead = (zone, instant) => {
    const there = new Date(instant).toLocaleString("sv-SE", { timeZone: zone })
    return Date.parse(there.replace(" ", "T") + "Z") - instant
  }

  const instantOf = (typed, zone) => {
    const there = Date.parse(typed + "Z")
    const near = there - ahead(zone, there)
    return there - ahead(zone, near)
  }

  const translate = () => {
    const place = clock.querySelector("span")
    const ours = Intl.DateTimeFormat().resolvedOptions().timeZone
    place.textContent = ""
    if (!at.value || ours === clock.dataset.zone) return
    const instant = new Date(instantOf(at.value, clock.dataset.zone))
    const minutes = -instant.getTimezoneOffset()
    const two = (number) => String(number).padStart(2, "0")
    const size = Math.abs(minutes)
    const offset = `${minutes < 0 ? "−" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`
    const shown = instant.toLocaleString("sv-SE").slice(0, 16)
    place.textContent = clock.dataset.yours.replace("{offset}", offset).replace("{at}", shown)
  }

  if (plan && at && until) {
    at.addEventListener("input", say)
    until.addEventListener("input", say)
    say()
  }
}
