// What is typed reaches the newsroom's journal every few seconds, and until then this browser.
// The form hears of it: "story:kept", "story:told" with what the newsroom answered.
"use strict"
{
  const LOOK = 1000
  const APART = 3000
  const BEAT = 10000
  const IDLE = 300000
  const PATIENCE = 20000
  const BEACON = 60000

  const form = document.querySelector("form.story")
  const box = document.getElementById("kept")
  const say = box.querySelector("[data-say]")
  const signIn = box.querySelector("[data-sign-in]")
  const { url, article, sheet } = box.dataset
  const token = form.querySelector("input[name=csrfmiddlewaretoken]")
  const copies = window.localCopies
  const OURS = new Set(["csrfmiddlewaretoken", "act", "accept", "sheet", "stroke", "place"])

  let stroke = Number(box.dataset.stroke)
  let first = null
  let seen = null
  let held = null
  let heldStroke = stroke
  let lastSent = 0
  let lastActive = Date.now()
  let waits = 0
  let sending = false
  let leaving = false
  let place = ""

  const words = () => {
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (!OURS.has(name)) fields.append(name, value)
    return fields.toString()
  }

  // Anything new on the screen is a stroke, and is in this browser before it goes anywhere.
  const look = () => {
    const now = words()
    if (now === seen) return
    seen = now
    stroke += 1
    form.elements.stroke.value = stroke
    if (!copies.put(sheet, stroke, now) && waits) tell(box.dataset.nowhere, "bad")
  }

  const message = (extra) => {
    const data = new URLSearchParams(stroke > heldStroke ? seen : "")
    data.set("base", form.elements.base.value)
    for (const [name, value] of Object.entries({ article, sheet, stroke, place, ...extra })) {
      data.set(name, value)
    }
    if (seen === first) data.set("clean", "1")
    data.set("csrfmiddlewaretoken", token.value)
    return data
  }

  const send = async () => {
    const sent = { stroke, words: seen }
    sending = true
    lastSent = Date.now()
    try {
      const answer = await post(message())
      waits = 0
      if (answer.stroke > sent.stroke) passed(answer)
      else if (sent.stroke > heldStroke) kept(sent, answer)
      else if (say.classList.contains("bad")) tell("", "")
      form.dispatchEvent(new CustomEvent("story:told", { detail: answer }))
    } catch (problem) {
      waits = Math.min(waits + 1, 4)
      tell(problem.said || box.dataset.offline, "bad")
      signIn.hidden = !problem.signedOut
    }
    sending = false
  }

  // A copy of this tab is ahead in counting: what is here goes after it.
  const passed = (answer) => {
    heldStroke = answer.stroke
    stroke = answer.stroke + 1
    form.elements.stroke.value = stroke
    copies.put(sheet, stroke, seen)
  }

  const kept = (sent, answer) => {
    heldStroke = sent.stroke
    held = sent.words
    copies.drop(sheet, heldStroke)
    tell(`${box.dataset.kept} ${answer.at}`, "")
    signIn.hidden = true
    if (held === seen) form.dispatchEvent(new CustomEvent("story:kept"))
  }

  // Signing in elsewhere changes the token every form must show: one is asked for and the
  // words are sent again.
  const post = async (data, again = true) => {
    const ask = { method: "POST", body: data, redirect: "manual", headers: { Accept: "application/json" } }
    const answer = await fetch(url, { ...ask, signal: AbortSignal.timeout(PATIENCE) })
    if (answer.ok) return answer.json()
    if (answer.type === "opaqueredirect") throw signedOut()
    const { problem } = await answer.json().catch(() => ({}))
    if (problem) throw { said: `${box.dataset.refused} ${problem}` }
    if (answer.status !== 403 || !again) throw {}
    await renew()
    data.set("csrfmiddlewaretoken", token.value)
    return post(data, false)
  }

  const renew = async () => {
    const answer = await fetch(`${url}?${new URLSearchParams({ article, sheet })}`, { redirect: "manual" })
    if (answer.type === "opaqueredirect") throw signedOut()
    if (!answer.ok) throw {}
    const told = await answer.json()
    for (const each of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) each.value = told.csrf
    return told
  }

  const signedOut = () => ({ said: box.dataset.signedOut, signedOut: true })

  const tell = (text, kind) => {
    if (say.textContent !== text) say.textContent = text
    say.classList.toggle("bad", kind === "bad")
  }

  // Whoever only has the page open is not said to be here, and their session may end.
  const resting = () => document.hidden || Date.now() - lastActive > IDLE

  const stir = () => {
    if (resting()) lastSent = 0
    lastActive = Date.now()
  }

  const tick = () => {
    look()
    if (sending || leaving) return
    const since = Date.now() - lastSent
    const due = stroke > heldStroke ? APART * (1 + waits) : resting() ? Infinity : BEAT
    if (since >= due) send()
  }

  // The last word of a page: what a beacon may carry goes at once, the rest stays here.
  const leave = () => {
    look()
    const data = message({ left: "1" })
    if (data.toString().length < BEACON) navigator.sendBeacon(url, data)
  }

  // What the browser held back of tabs that are no more is sent, and then offered.
  const bring = async () => {
    const left = copies.others(sheet)
    if (!left.length) return
    for (const [other, copy] of left) {
      const data = new URLSearchParams(copy.words)
      const facts = { article, sheet: other, stroke: copy.stroke, left: "1" }
      for (const [name, value] of Object.entries(facts)) data.set(name, value)
      data.set("csrfmiddlewaretoken", token.value)
      const answer = await post(data)
      copies.drop(other, answer.stroke)
    }
    document.getElementById("loose").innerHTML = (await renew()).loose
  }

  const whereabouts = () => {
    const at = document.activeElement
    if (!form.contains(at)) return
    const story = at.closest(".ProseMirror")
    place = at.name || at.closest(".field")?.id.replace("field-", "") || place
    if (!story) return
    let block = document.getSelection()?.anchorNode
    while (block && block.parentNode !== story) block = block.parentNode
    place = block ? `body:${[...story.children].indexOf(block) + 1}` : "body"
  }

  const begin = () => {
    form.elements.sheet.value = sheet
    form.elements.stroke.value = stroke
    seen = first = words()
    if (form.hasAttribute("data-refused")) seen = first = null
    setInterval(tick, LOOK)
    bring().catch(() => {})
    send()
  }

  for (const event of ["keydown", "pointermove", "focus"]) window.addEventListener(event, stir)
  document.addEventListener("selectionchange", whereabouts)
  document.addEventListener("focusin", whereabouts)
  form.addEventListener("focusout", () => setTimeout(look))
  form.addEventListener("input", () => setTimeout(look))
  form.addEventListener("submit", () => {
    look()
    leaving = true
    setTimeout(() => (leaving = false), PATIENCE)
  })
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) tick()
    else lastSent = 0
  })
  window.addEventListener("focus", () => (lastSent = 0))
  window.addEventListener("online", () => (lastSent = 0))
  window.addEventListener("pagehide", () => leaving || leave())
  begin()
}
