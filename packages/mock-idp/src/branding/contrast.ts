/** Red, green and blue, 0 to 255. */
type Color = readonly [number, number, number]

export const parseColor = (hex: string): Color => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
]

const toHex = (color: Color): string =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** WCAG 2.2, relative luminance. */
function luminance(color: Color): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, contrast ratio: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [one, other]
    .map((hex) => luminance(parseColor(hex)))
    .sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG 2.2, 1.4.3 level AA. */
const readable = 4.5

/** The color itself if it can be read on a background, else the nearest that can. */
export function readableOn(color: string, background: string): string {
  const target: Color = luminance(parseColor(background)) > 0.5 ? [0, 0, 0] : [255, 255, 255]
  const start = parseColor(color)
  for (let step = 0; step <= 20; step += 1) {
    const mixed = start.map((part, index) => {
      return part + ((target[index] ?? 0) - part) * (step / 20)
    }) as unknown as Color
    if (contrast(toHex(mixed), background) >= readable) return toHex(mixed)
  }
  return toHex(target)
}

/** Black or white, whichever can be read better; one of them always can. */
export const textOn = (background: string): string =>
  contrast('#ffffff', background) >= contrast('#000000', background) ? '#ffffff' : '#000000'
