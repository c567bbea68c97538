// The relay of silent renewal, for providers that cannot answer by message: their redirect ends
// here, inside the hidden frame, and this page passes the response to the app that framed it.
// No import, as in the redirection endpoint: the address is erased before anything else happens.

const { search, hash } = location
history.replaceState(null, '', location.pathname)

if (window.parent !== window) {
  // the receiver is named: a foreign page that framed this one would get nothing
  window.parent.postMessage(
    { type: 'frontchannel.silent-renewal', response: { search, hash } },
    location.origin,
  )
}

export {}
