"""Words: the form in which text is looked through; pure, so that readers of files work it out."""
