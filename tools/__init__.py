"""What turns the handbook's text and its checker into the site."""
