import Markup
import Foundation
import Testing

@testable import PlanReport

@Suite struct MarkupTests {
  @Test func textsAndAttributesAreNeverMarkup() {
    var markup = Markup()
    markup.element("p", ["title": "\"><script>alert(1)</script>"], "<script>alert('&')</script>\u{0}\u{B}")
    #expect(
      markup.text == """
        <p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\u{FFFD}\u{FFFD}</p>
        """)
  }

  @Test func elementsNestAndCloseThemselves() {
    var markup = Markup()
    markup.element("div") { markup in
      markup.element("br")
      markup.write("à")
    }
    #expect(markup.text == "<div><br/>à</div>")
  }
}
