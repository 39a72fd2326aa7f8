import Words

/// What went wrong and how to mend it, as a librarian is told.
extension MailTrouble {
  func title(_ w: Words) -> String {
    switch self {
    case .nameNotFound: w("The mail server’s name was not found.")
    case .connectionRefused: w("Nobody answers at the mail server’s address and port.")
    case .timedOut: w("The mail server did not answer in time.")
    case .noEncryption: w("The mail server offers no encryption here.")
    case .encryptionFailed: w("No encrypted connection could be made.")
    case .certificate: w("The mail server’s certificate is not trusted.")
    case .greetingRefused: w("The mail server refused to talk to Kith.")
    case .signInRefused: w("The mail server refused the user name or the password.")
    case .signInNeeded: w("The mail server wants Kith to sign in.")
    case .signInNotOffered: w("The mail server offers no way to sign in that Kith knows.")
    case .senderRefused: w("The mail server does not accept the address that letters come from.")
    case .relayRefused: w("The mail server does not carry letters to other places for Kith.")
    case .busy: w("The mail server is busy.")
    case .unknown: w("The letter could not be sent.")
    case .recipientRefused: w("The address does not exist, or takes no letters.")
    case .contentRefused: w("The mail server refused the letter itself.")
    case .address: w("The address has not the form of an email address.")
    case .delayed: w("The mail server asks to try again later.")
    case .connectionLost: w("The connection broke off in the middle of the letter.")
    case .slow: w("The mail server took too long over the letter.")
    case .stopped: w("Sending was interrupted.")
    }
  }

  func mend(_ w: Words) -> String {
    switch self {
    case .nameNotFound:
      w(
        "Check the server’s name for mistyped letters. If it is right, this machine may not reach the internet or its name service."
      )
    case .connectionRefused:
      w(
        "Check the port: it is 587 with STARTTLS, 465 with TLS, or 25 on the same machine. A firewall may also be in the way: ask whoever runs your network to let this machine out to that port."
      )
    case .timedOut:
      w(
        "Check name and port. Many providers block port 25: use 587 or 465. A firewall that answers nothing looks like this too."
      )
    case .noEncryption:
      w(
        "Choose TLS with port 465, or ask your provider for the right port. Letters are not sent unencrypted when you chose encryption."
      )
    case .encryptionFailed:
      w(
        "STARTTLS and TLS may be mixed up: 587 goes with STARTTLS, 465 with TLS. A very old mail server may not know today’s encryption; it must be renewed."
      )
    case .certificate:
      w(
        "Use the server’s name exactly as its certificate has it, not its number. If your library has a certificate authority of its own, enter its certificate in the settings."
      )
    case .greetingRefused:
      w(
        "The server’s answer below says why. Often this machine’s internet address is on a block list: use your provider’s mail server, with a user name and a password."
      )
    case .signInRefused:
      w(
        "Enter user name and password anew. Many providers want a password made for programs (an app password) when the account has a second factor."
      )
    case .signInNeeded: w("Enter a user name and a password in the settings.")
    case .signInNotOffered:
      w(
        "Choose STARTTLS or TLS: many servers let you sign in only when the connection is encrypted. If the server needs no sign-in, leave the user name empty."
      )
    case .senderRefused:
      w(
        "Use an address that belongs to the account Kith signs in with, or ask your provider to allow this one."
      )
    case .relayRefused:
      w(
        "Enter a user name and a password in the settings, or have the server’s keeper allow this machine to send."
      )
    case .busy:
      w("Kith tries again by itself. If it lasts, ask your provider about limits on your account.")
    case .unknown:
      w(
        "Kith tries again by itself. If it lasts, give the conversation of a test letter to whoever runs your mail."
      )
    case .recipientRefused:
      w(
        "Ask the person for their address by another way. The server’s answer says more. Then set this letter aside, or send it by hand."
      )
    case .contentRefused:
      w(
        "The server’s answer says why: it may be too large, or look like junk. Shorten it, leave out links, and ask your provider."
      )
    case .address: w("Correct the address where it is kept, then let the letter be written again.")
    case .delayed:
      w("Kith tries again by itself. Many servers let strangers wait a few minutes the first time.")
    case .connectionLost, .slow, .stopped: w("Kith tries again by itself.")
    }
  }
}

extension Letter.State {
  func word(_ w: Words) -> String {
    switch self {
    case .waiting: w("Waiting")
    case .sending: w("Being sent")
    case .sent: w("Sent")
    case .failed: w("Refused")
    case .givenUp: w("Given up")
    case .withheld: w("Withheld")
    }
  }
}
