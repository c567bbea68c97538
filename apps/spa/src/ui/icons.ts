/** Outlines on a 24 × 24 grid, drawn for this app. */
export const icons = {
  alert:
    'M12 8.5v4.5M12 16.5v.01M10.4 4.2 2.9 17.4A1.9 1.9 0 0 0 4.5 20h15a1.9 1.9 0 0 0 1.6-2.6L13.6 4.2a1.9 1.9 0 0 0-3.2 0Z',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  back: 'm14.5 6-6 6 6 6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  cross: 'M7 7l10 10M17 7 7 17',
  edit: 'M5 19h3.5L18.6 8.9a1.9 1.9 0 0 0 0-2.7l-.8-.8a1.9 1.9 0 0 0-2.7 0L5 15.5V19ZM13.5 7l3.5 3.5',
  external: 'M14 5h5v5M19 5l-8 8M11 6H7a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-4',
  forward: 'm9.5 6 6 6-6 6',
  info: 'M12 11v5.5M12 7.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  inspect: 'M4 6h7M4 12h5M4 18h7M20 20l-3.2-3.2M14 18.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Z',
  trash:
    'M5 7h14M10 7V5h4v2M7 7l.8 11.2A2 2 0 0 0 9.8 20h4.4a2 2 0 0 0 2-1.8L17 7M10.5 11v5M13.5 11v5',
  user: 'M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20a7.5 7.5 0 0 1 15 0',
} as const

export type IconName = keyof typeof icons
