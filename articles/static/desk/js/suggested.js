// One key for a suggested tag: a takes it, x dismisses it; then comes the next one.
const list = document.querySelector(".suggested ul");

function press(box, other, row) {
  box.checked = !box.checked;
  if (box.checked) other.checked = false;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  row.nextElementSibling?.querySelector("[name=tags]").focus();
}

list?.addEventListener("keydown", (event) => {
  const row = event.target.closest("li");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const take = row.querySelector("[name=tags]");
  const dismiss = row.querySelector("[name=dismissed]");
  if (event.key === "a") press(take, dismiss, row);
  else if (event.key === "x") press(dismiss, take, row);
  else return;
  event.preventDefault();
});
