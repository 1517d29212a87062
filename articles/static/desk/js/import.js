// A new import: files dropped and listed before they are sent, and how much of them has been.
"use strict"
{
  const form = document.getElementById("import")
  const input = form.querySelector("input[type=file]")
  const drop = form.querySelector(".drop")
  const list = document.getElementById("chosen")
  const sum = document.getElementById("sum")
  const wrong = document.getElementById("wrong")
  const sending = document.getElementById("sending")
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"]

  const sizeOf = (bytes) => {
    const step = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), 3)
    const style = { style: "unit", unit: units[step], maximumFractionDigits: step ? 1 : 0 }
    return new Intl.NumberFormat(document.documentElement.lang, style).format(bytes / 1024 ** step)
  }

  const keep = (files) => {
    const kept = new DataTransfer()
    for (const file of files) kept.items.add(file)
    input.files = kept.files
    show()
  }

  const row = (file) => {
    const item = document.createElement("li")
    const name = document.createElement("span")
    const size = document.createElement("span")
    const out = document.createElement("button")
    name.className = "name"
    name.dir = "auto"
    name.textContent = file.name
    size.className = "size"
    size.textContent = sizeOf(file.size)
    out.type = "button"
    out.className = "button"
    out.textContent = list.dataset.remove
    out.setAttribute("aria-label", `${list.dataset.remove}: ${file.name}`)
    out.addEventListener("click", () => {
      keep([...input.files].filter((each) => each !== file))
      input.focus()
    })
    item.append(name, size, out)
    return item
  }

  // Files that came with a form refused for another reason are there, and are not sent again.
  const arrived = form.elements.arrived

  const show = () => {
    arrived.value = ""
    const files = [...input.files]
    const bytes = files.reduce((total, file) => total + file.size, 0)
    list.replaceChildren(...files.slice(0, 200).map(row))
    list.hidden = !files.length
    const complaint =
      files.length > form.dataset.mostFiles ? list.dataset.many
      : bytes > form.dataset.mostBytes ? list.dataset.large
      : ""
    sum.textContent = files.length > 1 ? `${files.length} · ${sizeOf(bytes)}` : ""
    input.setCustomValidity(complaint)
    if (complaint) input.reportValidity()
  }

  const complain = (errors) => {
    const items = errors.map((error) => {
      const item = document.createElement("li")
      item.textContent = error
      return item
    })
    wrong.querySelector("ul").replaceChildren(...items)
    wrong.hidden = false
    wrong.scrollIntoView({ block: "nearest" })
  }

  const send = (event) => {
    if (!input.files.length) return
    event.preventDefault()
    const request = new XMLHttpRequest()
    const bar = document.getElementById("sent")
    const button = form.querySelector("[type=submit]")
    const over = () => {
      sending.hidden = true
      button.disabled = false
    }
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = loaded / total
      const share = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" })
      document.getElementById("share").textContent = share.format(loaded / total)
    })
    request.addEventListener("load", () => {
      const answer = request.response
      if (answer?.url) return location.assign(answer.url)
      over()
      if (answer?.arrived) arrived.value = answer.arrived
      complain(answer?.errors ?? [`${request.status} ${request.statusText}`])
    })
    request.addEventListener("error", () => {
      over()
      complain([wrong.dataset.lost])
    })
    request.addEventListener("abort", over)
    document.getElementById("stop").onclick = () => request.abort()
    request.open("POST", form.action)
    request.setRequestHeader("Accept", "application/json")
    request.responseType = "json"
    sending.hidden = false
    button.disabled = true
    wrong.hidden = true
    const data = new FormData(form)
    if (arrived.value) data.delete("upload")
    request.send(data)
  }

  drop.querySelector(".or-drop").hidden = false
  input.addEventListener("change", show)
  form.addEventListener("submit", send)
  for (const kind of ["dragenter", "dragover"])
    drop.addEventListener(kind, (event) => {
      event.preventDefault()
      drop.classList.add("over")
    })
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"))
  drop.addEventListener("drop", (event) => {
    event.preventDefault()
    if (event.dataTransfer.files.length) keep([...input.files, ...event.dataTransfer.files])
  })
  if (input.files.length) show()
}
