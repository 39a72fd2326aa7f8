import Markup
import Words

/// What stands around the content of a page.
public struct Frame: Sendable {
  public enum Kind: String, Sendable {
    /// What the community reads: airy, with the library's name first.
    case `public`
    /// Where staff work: a bar of navigation, more on a page.
    case desk
    /// One task and nothing else: signing in, a receipt.
    case plain
    /// A sheet to be printed and handed out.
    case handout
  }

  public var kind: Kind
  public var libraryName: String
  /// Where the library's name leads.
  public var home: SafeURL
  public var navigation: [NavItem]
  public var signedInAs: String?
  /// The page about one's own account, if there is one.
  public var account: SafeURL?
  /// The form that signs out.
  public var signOut: HTML?
  public var languages: [LanguageLink]
  /// What has just happened: one ``notice(_:_:title:body:level:)``.
  public var notice: HTML?
  public var breadcrumbs: [Breadcrumb]
  /// What stands in the footer before the library's line: privacy, contact, accessibility.
  public var footer: HTML?
  /// Changes whenever the look changes, so that browsers may keep it for a year.
  public var assetVersion: String
  /// Whether search engines are asked to stay away; so unless a page is meant to be found.
  public var unlisted: Bool

  public init(
    kind: Kind, libraryName: String, home: SafeURL = "/", navigation: [NavItem] = [],
    signedInAs: String? = nil, account: SafeURL? = nil, signOut: HTML? = nil,
    languages: [LanguageLink] = [], notice: HTML? = nil, breadcrumbs: [Breadcrumb] = [],
    footer: HTML? = nil, assetVersion: String = "", unlisted: Bool = true
  ) {
    self.kind = kind
    self.libraryName = libraryName
    self.home = home
    self.navigation = navigation
    self.signedInAs = signedInAs
    self.account = account
    self.signOut = signOut
    self.languages = languages
    self.notice = notice
    self.breadcrumbs = breadcrumbs
    self.footer = footer
    self.assetVersion = assetVersion
    self.unlisted = unlisted
  }
}

public struct NavItem: Sendable {
  public var title: String
  public var url: SafeURL
  public var current: Bool
  /// How many things wait there, shown beside the title when above 0.
  public var waiting: Int

  public init(title: String, url: SafeURL, current: Bool = false, waiting: Int = 0) {
    self.title = title
    self.url = url
    self.current = current
    self.waiting = waiting
  }
}

/// The same page in another language.
public struct LanguageLink: Sendable {
  public var language: Language
  public var url: SafeURL
  public var current: Bool

  public init(language: Language, url: SafeURL, current: Bool = false) {
    self.language = language
    self.url = url
    self.current = current
  }
}

/// A page above this one.
public struct Breadcrumb: Sendable {
  public var title: String
  public var url: SafeURL

  public init(title: String, url: SafeURL) {
    self.title = title
    self.url = url
  }
}
