import Accounts
import ArgumentParser
import CRM
import Foundation
import Tables

struct UserCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: say(.helpUsers),
    subcommands: [Add.self, List.self, ChangeRole.self, Password.self, Link.self, AddToken.self, Tokens.self, Revoke.self, Events.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpUserAdd))

    @Argument(help: ArgumentHelp(say(.helpEmail)))
    var email: String

    @Option(help: ArgumentHelp(say(.helpUserName)))
    var name: String?

    @OptionGroup var role: RoleArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let user = try await Users(scope).add(email: email, name: name, role: try role.chosen, salesperson: role.salesperson)
        try present(user, as: [Table(of: user) { UserCommands.columns }], options.output, recorded: user.id)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpUserList))

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let users = try await Users(scope).list()
        try present(["users": users], as: Table(users, empty: .noUserYet) { UserCommands.columns }, options.output)
      }
    }
  }

  struct ChangeRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "role", abstract: say(.helpUserRole))

    @OptionGroup var user: UserArgument
    @OptionGroup var role: RoleArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let user = try await Users(scope).change(user.name, role: try role.chosen, salesperson: role.salesperson)
        try present(user, as: Table(of: user) { UserCommands.columns }, options.output)
      }
    }
  }

  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpUserPassword), discussion: say(.helpUserPasswordMore))

    @OptionGroup var user: UserArgument
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let user = try await Users(scope).setPassword(user.name, try Secret.typed(.newPassword))
        try present(user, as: Table(of: user) { UserCommands.columns }, options.output)
      }
    }
  }

  struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpUserLink))

    @OptionGroup var user: UserArgument
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let (user, secret) = try await Users(scope).link(user.name)
        let answer = Shown(user: user.email, secret: "/password?link=\(secret.text)")
        try present(
          answer,
          as: Table(of: answer, notes: [.linkShownOnce]) {
            Column("user", .labelUser) { .text($0.user) }
            Column("secret", .labelLink) { .text($0.secret) }
          }, options.output)
      }
    }
  }

  struct AddToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "token", abstract: say(.helpUserToken))

    @OptionGroup var user: UserArgument

    @Option(help: ArgumentHelp(say(.helpTokenName)))
    var name: String

    @Option(help: ArgumentHelp(say(.helpTokenAccess)))
    var access: String = Access.read.rawValue

    @Option(help: ArgumentHelp(say(.helpTokenDays)))
    var days: Int?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let access: Access = try choice(access, "--access") ?? .read
        let (token, secret) = try await Users(scope).token(user.name, name: name, access: access, days: days)
        let answer = Shown(user: token.user, secret: secret.text)
        try present(
          answer,
          as: Table(of: answer, notes: [.tokenShownOnce]) {
            Column("user", .labelUser) { .text($0.user) }
            Column("secret", .labelToken) { .text($0.secret) }
          }, options.output, recorded: token.id)
      }
    }
  }

  struct Tokens: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpUserTokens))

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let tokens = try await Users(scope).tokens()
        try present(["tokens": tokens], as: Table(tokens, empty: .noToken) { UserCommands.tokenColumns }, options.output)
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpUserRevoke))

    @Argument(help: ArgumentHelp(say(.helpUserOrToken)))
    var name: String

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let revoked = try await Users(scope).revoke(name)
        let tables =
          [revoked.token.map { Table(of: $0, notes: [.revokedNow]) { UserCommands.tokenColumns } }]
          + [revoked.user.map { Table(of: $0, notes: [.barredNow]) { UserCommands.columns } }]
        try present(revoked, as: tables.compactMap(\.self), options.output)
      }
    }
  }

  struct Events: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpUserEvents), discussion: say(.helpUserEventsMore))

    @Option(help: ArgumentHelp(say(.helpUserWho)))
    var user: String?

    @Option(help: ArgumentHelp(say(.helpEventObject)))
    var object: String?

    @OptionGroup var period: PeriodArguments
    @OptionGroup var page: PageArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var filter = AuditFilter()
      filter.user = user
      filter.limit = page.limit
      if let object {
        guard let id = Fact.ID(object) else { throw CRMError(.usage, .notAnID(object), place: "--object") }
        filter.objectID = id
      }
      try await options.withScope { scope in
        filter.after = try await page.start(scope)
        (filter.from, filter.to) = try await period.days(scope)
        let found = try await AuditTrail(scope).events(filter)
        try present(found, as: Table(page: found) { UserCommands.eventColumns }, options.output)
      }
    }
  }

  struct UserArgument: ParsableArguments {
    @Argument(help: ArgumentHelp(say(.helpUserWho)))
    var name: String
  }

  struct RoleArguments: ParsableArguments {
    @Option(help: ArgumentHelp(say(.helpRole)))
    var role: String

    @Option(help: ArgumentHelp(say(.helpUserSalesperson)), completion: .people)
    var salesperson: String?

    var chosen: Role {
      get throws {
        guard let role: Role = try choice(role, "--role") else { throw CRMError(.usage, .helpRole, place: "--role") }
        return role
      }
    }
  }

  /// What is told once.
  private struct Shown: Encodable {
    let user, secret: String
  }

  @Columns<User> private static var columns: [Column<User>] {
    Column("email", .fieldEmail) { .text($0.email) }
    Column("name", .fieldName) { .text($0.name) }
    Column("role", .labelRole) { .code($0.role.rawValue, $0.role.name) }
    Column("salesperson", .labelSalesperson) { .text($0.salesperson) }
    Column("has_password", .labelPassword) { .code("\($0.hasPassword)", $0.hasPassword ? .isSet : .isNotSet) }
    Column("disabled_at", .labelBarred) { $0.disabledAt == nil ? .text(nil) : .code("yes", .isBarred) }
  }

  @Columns<RecordedAuditEvent> private static var eventColumns: [Column<RecordedAuditEvent>] {
    Column("at", .labelWhen) { .instant($0.localTime) }
    Column("user", .labelUser) { .text($0.user ?? say(.ownerOfTheMachine)) }
    Column("action", .labelRequest) { .text($0.action) }
    Column("object_id", .labelObject) { .id($0.objectID) }
    Column("request_id", .labelRequestID) { .text($0.requestID) }
    Column("id", .labelID) { .id($0.id) }
  }

  @Columns<Token> private static var tokenColumns: [Column<Token>] {
    Column("name", .fieldName) { .text($0.name) }
    Column("user", .labelUser) { .text($0.user) }
    Column("access", .labelAccess) { .code($0.access.rawValue, $0.access.name) }
    Column("used_on", .labelUsedOn) { .day($0.usedOn) }
    Column("id", .labelID) { .id($0.id) }
  }
}

extension Secret {
  /// What a person types without its being shown, twice; from a pipe, its first line.
  fileprivate static func typed(_ question: Message) throws -> String {
    guard Question.canBeAsked else {
      guard let line = readLine(), !line.isEmpty else { throw CRMError(.usage, .passwordFromPipe) }
      return line
    }
    let first = try Question.secret(question)
    guard try Question.secret(.again) == first else { throw CRMError(.usage, .passwordsDiffer) }
    return first
  }
}
