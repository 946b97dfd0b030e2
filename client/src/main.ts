// Starts the application: theme and words first, so that the first picture is already right.
import './ui/app.css' // first: it says in which order the layers stand
import './screens.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import { startTheme } from './ui/theme'
import { begin, rememberedLanguage } from './words'

startTheme()
await begin(rememberedLanguage())
createApp(App).use(createPinia()).use(router).mount('#app')
