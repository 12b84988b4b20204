"""The pages: each module the handlers of one of them."""
