// A name chosen last stands last, even one that was there before and taken out.
"use strict"
{
  const $ = window.django.jQuery
  $(document).on("select2:select", ".admin-autocomplete[multiple]", (event) => {
    const option = event.params.data.element
    if (option) $(event.target).append(option).trigger("change")
  })
  $(document).on("select2:select select2:unselect", ".admin-autocomplete", (event) => {
    event.target.dispatchEvent(new Event("input", { bubbles: true }))
  })
}
