// Whether words not saved yet were run already, asked while somebody writes; and what two
// stories are to each other, said without leaving the page.
"use strict"
{
  const PAUSE = 2500
  const place = document.getElementById("likeness")
  const form = document.querySelector("form.story")
  const token = () => form.querySelector("input[name=csrfmiddlewaretoken]").value
  let asked = form?.elements.body?.value
  let timer

  const show = async (url, words) => {
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams(words) })
    if (!answer.ok || answer.redirected) return false
    place.innerHTML = (await answer.text()).trim()
    offer()
    return true
  }

  const offer = () => {
    for (const ways of place.querySelectorAll("[data-judge]")) {
      ways.hidden = false
      for (const button of ways.querySelectorAll("button")) {
        button.addEventListener("click", () => judge(ways, button.value))
      }
    }
  }

  const judge = async (ways, judgement) => {
    const words = { csrfmiddlewaretoken: token(), panel: "1", judgement }
    const said = await show(ways.dataset.judge, words).catch(() => false)
    if (!said) window.location.assign(ways.dataset.judge)
  }

  const ask = () => {
    const body = form.elements.body.value
    if (body === asked) return
    asked = body
    const words = { csrfmiddlewaretoken: token(), article: place.dataset.article, body }
    show(place.dataset.url, words).catch(() => (asked = null))
  }

  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  }

  if (place && form?.elements.body) {
    for (const event of ["input", "change", "paste", "drop"]) form.addEventListener(event, wait)
    offer()
  }
}
