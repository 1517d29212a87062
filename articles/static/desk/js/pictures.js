// Opened by the editor's dialog, the wall hands over the picture that is chosen, and closes.
const wall = document.querySelector(".wall[data-teller]")
const tools = window.opener?.CKEDITOR?.tools

if (wall && tools) {
  wall.addEventListener("click", (event) => {
    const chosen = event.target.closest("a[data-address]")
    if (!chosen) return
    event.preventDefault()
    const { address, alt, caption } = chosen.dataset
    tools.callFunction(wall.dataset.teller, address, { alternative_text: alt, caption })
    window.close()
  })
}
