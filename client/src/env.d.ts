// Types of what Vite imports: stylesheets, `?raw` files.
/// <reference types="vite/client" />
