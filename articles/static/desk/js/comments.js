// Comments are sent without leaving the story, and lead to the paragraph they are about.
"use strict"
{
  const panel = document.getElementById("comments")
  const editor = () => document.querySelector(".ProseMirror")
  const spoken = (node) => node.textContent.split(/\s+/).filter(Boolean).join(" ")

  const send = async (form, pressed) => {
    const words = new URLSearchParams(new FormData(form, pressed))
    words.set("panel", "1")
    const answer = await fetch(form.action, { method: "POST", body: words })
    if (!answer.ok || answer.redirected) throw new Error(answer.status)
    panel.innerHTML = await answer.text()
    panel.focus()
  }

  const blockOf = (node) => {
    const box = editor()
    while (node && node.parentNode !== box) node = node.parentNode
    return node
  }

  // What is chosen to comment on is where the caret is.
  const choose = () => {
    const select = panel.querySelector("select[name=place]")
    const block = blockOf(document.getSelection()?.anchorNode)
    if (!select || !block?.textContent || select.matches(":focus")) return
    const place = [...editor().children].indexOf(block)
    const text = spoken(block)
    const opens = (option) => text.startsWith(option.text.replace(/^\d+ · /, "").replace(/…$/, ""))
    const option = [...select.options].slice(1)
    const found = option.find((each, n) => n === place && opens(each)) || option.find(opens)
    if (found) select.value = found.value
  }

  if (panel) {
    panel.addEventListener("submit", (event) => {
      event.preventDefault()
      const form = event.target
      send(form, event.submitter).catch(() => {
        if (event.submitter?.name) {
          const pressed = document.createElement("input")
          pressed.type = "hidden"
          pressed.name = event.submitter.name
          pressed.value = event.submitter.value
          form.append(pressed)
        }
        form.submit()
      })
    })
    panel.addEventListener("click", (event) => {
      const about = event.target.closest("a.about")
      const blocks = about && editor() ? [...editor().children] : []
      const opening = about?.dataset.opening.replace(/…$/, "")
      const here = blocks[about?.dataset.place]
      const block = here && spoken(here).startsWith(opening)
        ? here : blocks.find((each) => spoken(each).startsWith(opening))
      if (!block) return
      event.preventDefault()
      block.scrollIntoView({ block: "center" })
      document.getSelection().collapse(block, 0)
      editor().focus()
    })
    document.addEventListener("selectionchange", choose)
  }
}
