import CRM
import HTTPTypes
import Hummingbird
import Markup

/// A page for people: HTML whose texts cannot become markup, without scripts, and with a style of ours alone.
enum Page {
  /// The address of the style of all pages.
  static let styleAddress = "/style.css"

  static func response(
    _ title: Message, in language: Language, status: HTTPResponse.Status = .ok, _ body: @escaping (inout Markup) -> Void
  ) -> Response {
    let title = title.text(in: language)
    var page = Markup()
    page.writeVerbatim("<!doctype html>\n")
    page.element("html", ["lang": language.rawValue]) { html in
      html.element("head") { head in
        head.element("meta", ["charset": "utf-8"])
        head.element("meta", ["name": "viewport", "content": "width=device-width"])
        head.element("title", title)
        head.element("link", ["rel": "stylesheet", "href": styleAddress])
      }
      html.element("body") { content in
        content.element("h1", title)
        body(&content)
      }
    }
    page.lineBreak()
    return Response(
      status: status,
      headers: [
        .contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue, .cacheControl: "no-store",
        .contentSecurityPolicy: "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
      ], body: ResponseBody(byteBuffer: ByteBuffer(string: page.text)))
  }

  @Sendable static func style(_ request: Request, _ context: ServerContext) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "max-age=3600"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: styleSheet)))
  }

  private static let styleSheet = """
    :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
    body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
    h2 { margin-top: 2.5rem; border-bottom: 1px solid; }
    h3 { margin-top: 2rem; font: 600 1rem ui-monospace, monospace; overflow-wrap: anywhere; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; overflow-wrap: break-word; }
    pre { overflow-x: auto; padding: .75rem; background: #8882; }
    code, pre { font: .875rem/1.5 ui-monospace, monospace; }
    td code { white-space: nowrap; }
    input, button { font: inherit; padding: .5rem .75rem; }
    label { display: block; margin-bottom: 1rem; }
    [role=alert] { color: #c0392b; }
    nav { display: flex; flex-wrap: wrap; gap: 0 1rem; }

    """
}
