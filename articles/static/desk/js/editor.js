// What the rich-text editor lacks: a pull quote, a name for assistive technology, a clean
// paste under a strict policy, and a count of words.
import { Extension, Node, Plugin, mergeAttributes, gettext } from "django-prose-editor/editor"

const WORDS_A_MINUTE = 230

// <aside><p>…</p></aside>: a line of the story set large.
export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,

  parseHTML() {
    return [{ tag: "aside" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["aside", mergeAttributes(HTMLAttributes), 0]
  },

  addKeyboardShortcuts() {
    return { "Mod-Shift-p": () => this.editor.commands.toggleWrap("pullQuote") }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "nodes",
      button: buttons.text("“ ”", gettext("Pull quote")),
      active: (editor) => editor.isActive("pullQuote"),
      enabled: (editor) => editor.can().toggleWrap("pullQuote"),
      command: (editor) => editor.chain().focus().toggleWrap("pullQuote").run(),
    })
  },
})

// An icon is the name of a ligature: seen it is a sign, read aloud it would be rubbish.
const hideIcon = (button) => {
  const icon = document.createElement("span")
  icon.setAttribute("aria-hidden", "true")
  icon.append(...button.childNodes)
  button.append(icon)
}

// The text box is named by the field's own label, and each paragraph finds its own direction.
export const FieldLabel = Extension.create({
  name: "fieldLabel",

  onCreate({ editor }) {
    const box = editor.view.dom
    const field = box.closest(".prose-editor").querySelector("textarea")
    const label = document.querySelector(`label[for="${field.id}"]`)
    box.setAttribute("role", "textbox")
    box.setAttribute("aria-multiline", "true")
    box.setAttribute("dir", "auto")
    if (label) {
      label.id ||= `${field.id}_label`
      box.setAttribute("aria-labelledby", label.id)
      label.addEventListener("click", () => editor.commands.focus())
    }
    nameButtons(editor)
  },
})

// Buttons say whether they are on, in words and not by colour alone.
const nameButtons = (editor) => {
  const bar = editor.view.dom.parentElement.querySelector(".prose-menubar")
  if (!bar) return
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", gettext("Formatting"))
  for (const button of bar.querySelectorAll("button")) hideIcon(button)
  const tell = () => {
    for (const button of bar.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.classList.contains("active"))
      button.setAttribute("aria-disabled", button.classList.contains("disabled"))
    }
  }
  editor.on("transaction", tell)
  tell()
}

// Word says what is bold and what is a list by styles, Google by a <b> round everything; a strict
// policy keeps the browser from reading styles out of pasted HTML, so they are read here as text.
export const PasteCleaner = Extension.create({
  name: "pasteCleaner",

  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: cleaned } })]
  },
})

const STYLE = /(<[^>]*\s)style\s*=/gi
const SHEETS = /<style[\s\S]*?<\/style\s*>|<!--[\s\S]*?-->/gi
const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }

const cleaned = (html) => {
  html = html.replace(SHEETS, "").replace(STYLE, "$1data-style=")
  const body = new DOMParser().parseFromString(html, "text/html").body
  for (const element of [...body.querySelectorAll("b, strong, span, font")]) setMarks(element)
  for (const paragraph of [...body.querySelectorAll("p[class*='MsoList'], p[data-style*='mso-list']")]) {
    if (body.contains(paragraph)) listOf(paragraph)
  }
  for (const heading of body.querySelectorAll("h1, h4, h5, h6")) setHeading(heading)
  closeGaps(body)
  for (const rubbish of body.querySelectorAll("style, meta, link, xml, title")) rubbish.remove()
  for (const element of body.querySelectorAll("[data-style], [class]")) {
    element.removeAttribute("data-style")
    element.removeAttribute("class")
  }
  return body.innerHTML
}

const styleOf = (element) => (element.getAttribute("data-style") || "").toLowerCase()

const setMarks = (element) => {
  const style = styleOf(element)
  const isBold = /font-weight:\s*(bold|[6-9]00)/.test(style)
  const isPlain = /font-weight:\s*(normal|[1-4]00)/.test(style)
  const bold = isBold || (/^(B|STRONG)$/.test(element.tagName) && !isPlain)
  const italic = /font-style:\s*italic/.test(style)
  let inner = document.createDocumentFragment()
  inner.append(...element.childNodes)
  if (italic) inner = wrapped(inner, "em")
  if (bold) inner = wrapped(inner, "strong")
  element.replaceWith(inner)
}

// The headline is the page's first heading; what stands in the story begins with the second.
const setHeading = (heading) => {
  const ours = document.createElement(HEADINGS[heading.tagName])
  ours.append(...heading.childNodes)
  heading.replaceWith(ours)
}

// Word widens a gap with spaces that do not break.
const closeGaps = (body) => {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode
    if (!text.parentElement.closest("pre")) text.data = text.data.replace(/[ \u00a0]{2,}/g, " ")
  }
}

const wrapped = (inner, name) => {
  const outer = document.createElement(name)
  outer.append(inner)
  return outer
}

// Word's list items are paragraphs that begin with their bullet or number.
const BULLET = /^[\s\u00a0]*(?:[·•▪◦‣o§–-]|(\d+|[a-z])[.)])[\s\u00a0]+/i

const listOf = (first) => {
  const items = []
  for (let next = first; next?.matches?.("p"); next = next.nextElementSibling) {
    if (!/MsoList/.test(next.className) && !/mso-list/.test(styleOf(next))) break
    items.push(next)
  }
  const numbered = /^[\s\u00a0]*\d+[.)]/.test(first.textContent)
  const list = document.createElement(numbered ? "ol" : "ul")
  first.before(list)
  for (const item of items) {
    const entry = document.createElement("li")
    entry.append(...item.childNodes)
    dropBullet(entry)
    list.append(entry)
    item.remove()
  }
}

const dropBullet = (entry) => {
  let left = BULLET.exec(entry.textContent)?.[0].length || 0
  const walker = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT)
  while (left > 0 && walker.nextNode()) {
    const text = walker.currentNode
    const taken = Math.min(left, text.data.length)
    text.data = text.data.slice(taken)
    left -= taken
  }
}

// Below the story: so many words, so many minutes.
export const WordCount = Extension.create({
  name: "wordCount",

  onCreate({ editor }) {
    const count = document.createElement("p")
    count.className = "word-count"
    count.setAttribute("aria-live", "off")
    editor.view.dom.after(count)
    const tell = () => {
      const words = wordsIn(editor.getText({ blockSeparator: "\n" }))
      const minutes = Math.ceil(words / WORDS_A_MINUTE)
      count.textContent = `${words.toLocaleString()} ${gettext("words")} · ${minutes} min`
    }
    editor.on("update", tell)
    tell()
  },
})

const wordsIn = (text) => {
  const unspaced = text.match(/[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g)?.length || 0
  const rest = text.replace(/[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g, " ")
  return unspaced + (rest.match(/\S*[\p{L}\p{N}]\S*/gu)?.length || 0)
}
