"""The form that functions are lowered to, so that values can be followed in any language."""
