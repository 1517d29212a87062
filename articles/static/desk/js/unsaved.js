// Leaving a story with unsaved words asks first.
"use strict"
{
  const form = document.querySelector("form.story")
  let touched = form?.hasAttribute("data-refused") || false
  form?.addEventListener("input", () => (touched = true))
  form?.addEventListener("change", (event) => (touched ||= event.isTrusted))
  form?.addEventListener("story:kept", () => (touched = false))
  form?.addEventListener("submit", () => (touched = false))
  window.addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault()
  })
}
