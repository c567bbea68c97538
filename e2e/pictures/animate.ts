const secondsEach = 2.5

/**
 * Puts pictures one after the other into an SVG that plays them for ever, where an image is shown:
 * no player, no encoder. Whoever prefers reduced motion sees the first.
 */
export function animate(
  frames: readonly Buffer[],
  size: { readonly width: number; readonly height: number } | null,
): string {
  const { width, height } = size ?? { width: 1280, height: 800 }
  const total = frames.length * secondsEach
  const share = 100 / frames.length
  const images = frames.map((frame, index) => {
    const delay = (index * secondsEach - total).toFixed(2)
    const style = index === 0 ? '' : ` style="animation-delay:${delay}s"`
    const first = index === 0 ? ' class="first"' : ''
    return `<image${first}${style} width="${width}" height="${height}" href="data:image/jpeg;base64,${frame.toString('base64')}"/>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    '<style>',
    `image{opacity:0;animation:show ${total}s step-end infinite}`,
    `@keyframes show{0%{opacity:1}${share.toFixed(3)}%{opacity:0}100%{opacity:0}}`,
    '@media (prefers-reduced-motion:reduce){image{animation:none}.first{opacity:1}}',
    '</style>',
    ...images,
    '</svg>',
    '',
  ].join('\n')
}
