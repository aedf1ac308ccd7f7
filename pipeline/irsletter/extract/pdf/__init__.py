"""PDF files: the text layer with its boxes, what hides it, facts of the file, pictures of its pages."""
