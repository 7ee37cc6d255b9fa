"""The article on paper: a Version as a tagged PDF, typeset from data by typst."""
