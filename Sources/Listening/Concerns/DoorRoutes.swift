import Accounts
import Components
import Foundation
import Markup
import Store
import Surroundings
import Web
import Words

/// The door itself: anybody, without an account, a cookie or JavaScript.
struct DoorRoutes {
  var routes: [Route] {
    [
      .get("/concerns/new", .everyone) { call in
        let about = ConcernForm.page(call.query.text("about"))
        let form = try await openForm(call)
        let community = form.communities.first {
          about.removingPercentEncoding == "/communities/\($0.slug)"
        }
        return doorPage(
          call, form, ConcernForm.begin(call, about: about, community: community?.id))
      },
      .post("/concerns", .everyone, rate: RateLimit(12, perSeconds: 600)) { call in
        try await raise(call)
      },
    ]
  }

  private func openForm(_ call: Call) async throws -> ConcernForm {
    let communities = try await call.store.read { try NamedCommunity.open(call, $0) }
    return ConcernForm(communities: communities, isForAnother: false)
  }

  private func raise(_ call: Call) async throws -> Reply {
    let shown = try await openForm(call)
    return try await call.submit(show: { doorPage(call, shown, $0) }) { form in
      let id: ID<Concern> = try form.freshID()
      let receipt = try ConcernForm.receipt(form)
      let draft = try shown.read(&form, call)
      let (today, surroundings) = (call.today, call.surroundings)
      let raised = try await call.store.write { connection in
        try Concern.raise(draft, id: id, receipt: receipt, today: today, surroundings, connection)
      }
      // Shown in the answer itself: whoever's browser keeps no cookies must not lose it.
      return sentPage(call, raised).keepingConcern(raised.receipt, call)
    }
  }
}

private func doorPage(_ call: Call, _ form: ConcernForm, _ draft: Draft) -> Reply {
  let w = call.w
  return call.page(
    w("Tell the library"), kind: .public,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Tell the library"), lead: w("Something wrong, something missing, something that hurt: say it. Somebody reads it, and you get an answer that says what will be done, or why not.")))
    <ul>
    <li>\(w("No account. We keep what you write and the day: not your name, not your device, not the time."))</li>
    <li>\(w("After sending you get a receipt. With it you read the answer, add to it, or take everything back."))</li>
    <li>\(w("You can say it at the desk or on paper too. Somebody writes it down for you."))</li>
    </ul>
    \(about(w, draft.value("about")))
    \(form.html(call, draft, action: "/concerns"))
    <p><a href="/concerns">\(w("What others said, and what was answered"))</a></p>
    """)
}

private func about(_ w: Words, _ page: String) -> HTML {
  guard !page.isEmpty else { return .empty }
  return """
    <p class="quiet">\(w("You come from this page; it goes along with what you write:")) <code dir="ltr">\(page.removingPercentEncoding ?? page)</code></p>
    """
}

private func sentPage(_ call: Call, _ raised: RaisedConcern) -> Reply {
  let w = call.w
  return call.page(
    w("Thank you. It has arrived."), kind: .plain,
    """
    \(pageHeading(w("Thank you. It has arrived."), lead: w("Somebody of the library reads it and answers.")))
    \(receiptSlip(call, raised.receipt))
    \(buttonRow([linkButton(w("See how it stands"), url: "/concerns/receipt", kind: .quiet)]))
    """
  ).adding("cache-control", "no-store")
}

/// The code to keep, and where it is used; made to be printed as well.
func receiptSlip(_ call: Call, _ receipt: String) -> HTML {
  let w = call.w
  return section(
    w("Your receipt"), id: "receipt",
    """
    <p>\(w("Keep this code: copy it, or print this page. It is shown only now, and we can’t give it to you again."))</p>
    <p class="receipt-code"><code dir="ltr">\(Code.spelled(receipt))</code></p>
    <p>\(w("You use it on this page:")) <code dir="ltr">\(call.library.address)/concerns/receipt</code></p>
    <p>\(w("Whoever has it can read what you wrote and take it back."))</p>
    """)
}

/// The cookie that holds the receipt until the browser is closed: the next reader of a shared machine
/// begins anew.
let concernCookie = "kith_concern"

extension Reply {
  func keepingConcern(_ receipt: String, _ call: Call) -> Reply {
    cookie(concernCookie, receipt, days: nil, secure: call.request.isSecure)
  }

  func forgettingConcern(_ call: Call) -> Reply {
    cookie(concernCookie, "", days: 0, secure: call.request.isSecure)
  }
}
