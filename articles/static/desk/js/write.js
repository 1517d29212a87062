// Writing by the keyboard: saving, what keys there are, and the calm way of writing.
"use strict"
{
  const CALM = "newsroom.calm"
  const form = document.querySelector("form.story")
  const bar = document.querySelector("[data-writing]")
  const dialog = document.getElementById("shortcuts")
  const calm = bar.querySelector("[data-calm]")
  const keys = bar.querySelector("[data-keys]")

  // A browser that keeps nothing still writes calmly, until the page is left.
  const remembered = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(CALM) === "yes"
      localStorage.setItem(CALM, value ? "yes" : "no")
    } catch {
      return false
    }
  }

  const set = (on) => {
    document.documentElement.classList.toggle("calm", on)
    calm.setAttribute("aria-pressed", on)
  }

  const toggle = () => {
    const on = !document.documentElement.classList.contains("calm")
    set(on)
    remembered(on)
    document.querySelector(".ProseMirror")?.scrollIntoView({ block: "nearest" })
  }

  const show = () => (dialog.open ? dialog.close() : dialog.showModal())

  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]")

  document.addEventListener("keydown", (event) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey
    if (command && event.key.toLowerCase() === "s" && !event.shiftKey) {
      event.preventDefault()
      form.requestSubmit(form.querySelector(".buttons [value=save]"))
    } else if ((command && event.key === "/") || (event.key === "?" && !isTyping(event.target))) {
      event.preventDefault()
      show()
    } else if (event.altKey && event.shiftKey && event.code === "KeyW") {
      event.preventDefault()
      toggle()
    }
  })

  bar.hidden = false
  calm.addEventListener("click", toggle)
  keys.addEventListener("click", show)
  set(remembered())
}
