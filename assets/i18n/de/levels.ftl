### levels
