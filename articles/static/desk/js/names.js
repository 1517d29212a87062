// What the look-up boxes lack: a name for assistive technology, an order, and a word to the form.
"use strict"
{
  const $ = window.django.jQuery

  // A box is named by the label of the field it stands for.
  const name = (select) => {
    const label = document.querySelector(`label[for="${select.id}"]`)
    const box = $(select).next(".select2-container")
    if (!label || !box.length) return
    label.id ||= `${select.id}_label`
    box.find(".select2-search__field, .select2-selection, .select2-selection__rendered[role]")
      .attr("aria-labelledby", label.id)
  }

  // Once every other script has made its boxes, whichever came first.
  $(() => setTimeout(() => $(".admin-autocomplete").each((_, select) => name(select))))
  $(document).on("select2:open change", ".admin-autocomplete", (event) => name(event.target))

  // A name chosen last stands last, even one that was there before and taken out.
  $(document).on("select2:select", ".admin-autocomplete[multiple]", (event) => {
    const option = event.params.data.element
    if (option) $(event.target).append(option).trigger("change")
  })

  // The form hears of it as of any typing.
  $(document).on("select2:select select2:unselect", ".admin-autocomplete", (event) => {
    event.target.dispatchEvent(new Event("input", { bubbles: true }))
  })
}
