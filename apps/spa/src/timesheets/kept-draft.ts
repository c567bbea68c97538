import type { EntryDraft } from './entry-draft.ts'

const key = 'frontchannel.entry-draft'
const keptFor = 24 * 3_600_000

interface KeptDraft {
  readonly owner: string
  readonly draft: EntryDraft
  readonly at: number
}

/**
 * What was typed and not yet sent, over the documents of a login: kept in this tab, and for the
 * same user only, as the next one may be somebody else. Not kept for a session that says nobody's
 * name.
 */
export function keptDraft(storage: Storage | undefined, now: () => number = Date.now) {
  return {
    /** Whether it is kept: a storage may be full, or switched off. */
    keep(owner: string | undefined, draft: EntryDraft): boolean {
      if (owner === undefined || !storage) return false
      try {
        storage.setItem(key, JSON.stringify({ owner, draft, at: now() } satisfies KeptDraft))
        return true
      } catch {
        return false
      }
    },
    /** The draft of this user. Another one's is dropped. */
    take(owner: string | undefined): EntryDraft | undefined {
      const kept = read(storage)
      if (!kept) return undefined
      const age = now() - kept.at
      if (kept.owner === owner && age >= 0 && age <= keptFor) return kept.draft
      if (owner !== undefined) this.drop()
      return undefined
    },
    drop(): void {
      try {
        storage?.removeItem(key)
      } catch {
        // nothing could be kept, so nothing is left
      }
    },
  }
}

function read(storage: Storage | undefined): KeptDraft | undefined {
  try {
    const kept = storage?.getItem(key)
    return kept ? (JSON.parse(kept) as KeptDraft) : undefined
  } catch {
    return undefined // not written by us
  }
}
