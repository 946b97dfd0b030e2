// Which build of the application this page is, and which one the server now gives.
import { computed, ref } from 'vue'

/** Of this very page; it does not change while the page stands. */
export const build = typeof document === 'undefined' ? '' : document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? ''
const served = ref<string>()
export const heardOfBuild = (of: unknown): void => { if (typeof of === 'string' && of !== '') served.value = of }
/** The server speaks for other screens than these. */
export const outdated = computed(() => build !== '' && served.value !== undefined && served.value !== build)
