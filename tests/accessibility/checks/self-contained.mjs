// The page stands alone: no script, and not one request but for itself.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export default {
  title: 'no request and no script',
  views: ['wide light', 'narrow dark', 'print'],
  async find(page, { requests }) {
    const own = page.url()
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await page.waitForTimeout(100)
    const faults = requests.filter(url => url !== own).map(url => `asks for ${url.slice(0, 120)}`)
    faults.push(...await page.evaluate(() => {
      const found = [...document.querySelectorAll('script, iframe, object, embed, link[rel~=stylesheet], link[rel~=preload], base')]
        .map(element => `there is ${look.name(element)}`)
      for (const element of document.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          if (name.startsWith('on')) found.push(`${look.name(element)} has ${name}`)
          if (/^\s*javascript:/i.test(value)) found.push(`${look.name(element)} has a script in ${name}`)
        }
      }
      return found
    }))
    // What a rule for another medium would fetch is not asked for here: look for it in the text.
    const source = readFileSync(fileURLToPath(own), 'utf8')
    for (const [, address] of source.matchAll(/url\(\s*["']?([^"')]+)/g)) {
      if (!/^(data:|#)/.test(address)) faults.push(`a style asks for ${address.slice(0, 120)}`)
    }
    if (/@import/.test(source)) faults.push('a style imports another')
    return faults
  },
}
