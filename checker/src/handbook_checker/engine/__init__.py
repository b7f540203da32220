"""What rules return, and how it is put together: nothing here knows a regulation or an article."""
