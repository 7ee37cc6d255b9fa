"""How the desk writes dates where Django writes them."""
