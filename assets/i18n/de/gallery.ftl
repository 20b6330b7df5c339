### gallery
