// Debian's Chromium, and the ways in which the published page is looked at.
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser']

/** Every way of looking at the page that a check can ask for. */
export const VIEWS = {
  'wide light': { width: 1280 },
  'wide dark': { width: 1280, scheme: 'dark' },
  'wide forced': { width: 1280, forced: true },
  'narrow light': { width: 320 },
  'narrow dark': { width: 320, scheme: 'dark' },
  'narrow forced': { width: 320, forced: true },
  // A reader who has set twice the usual size of letters; the window is as it was.
  'large text': { width: 1280, letters: 32 },
  print: { width: 680, media: 'print' },
  'print dark': { width: 680, media: 'print', scheme: 'dark' },
}

/** The views on a screen with the page's own colours. */
export const COLOURED = ['wide light', 'wide dark', 'narrow light', 'narrow dark']
/** The views on a screen. */
export const SCREENS = [...COLOURED, 'wide forced', 'narrow forced']

/**
 * Chromium with an empty profile and nothing that talks to the network by itself: one for each
 * size of letters that a view asks for, since that is a setting of the whole browser.
 */
export class Browsers {
  #started = new Map()

  with(letters = 16) {
    if (!this.#started.has(letters)) this.#started.set(letters, launch(letters))
    return this.#started.get(letters)
  }

  async close() {
    for (const browser of this.#started.values()) await (await browser).close()
  }
}

function launch(letters) {
  const executablePath = PLACES.find(existsSync)
  if (!executablePath) throw new Error('Chromium is missing: apt-get install chromium')
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--force-color-profile=srgb', '--disable-lcd-text',
      '--hide-scrollbars', `--blink-settings=defaultFontSize=${letters}`,
    ],
  })
}

// Gives every page the words in which checks speak of its elements.
const IN_PAGE = readFileSync(new URL('in-page.js', import.meta.url), 'utf8')

/**
 * Opens `file` as `view` says. `requests` of the answer lists every address that was asked for;
 * whatever is not the page itself is refused. The reader has asked for less motion, so that nothing
 * is still on its way when it is looked at.
 */
export async function open(browsers, file, view) {
  const browser = await browsers.with(view.letters)
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height ?? 900 },
    colorScheme: view.scheme ?? 'light',
    forcedColors: view.forced ? 'active' : 'none',
    reducedMotion: 'reduce',
    bypassCSP: true,
    serviceWorkers: 'block',
  })
  const address = pathToFileURL(file).href
  const requests = []
  await context.route('**/*', route => {
    const url = route.request().url()
    requests.push(url)
    return url === address ? route.continue() : route.abort()
  })
  await context.addInitScript(IN_PAGE)
  const page = await context.newPage()
  if (view.media) await page.emulateMedia({ media: view.media })
  await page.goto(address, { waitUntil: 'load' })
  await page.evaluate(() => document.fonts.ready)
  return { page, requests, close: () => context.close() }
}

/** Adds a style sheet of the reader's own, as an extension of the browser would. */
export function restyle(page, css) {
  return page.evaluate(text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  }, css)
}
