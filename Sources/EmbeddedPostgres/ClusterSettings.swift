/// What the server is told: its locale, roles, parameters and who may connect.
enum ClusterSettings {
  /// initdb's locale arguments, the best first: the rules of French from ICU (`é` beside `e`) where PostgreSQL has
  /// them (15 and later, and not in every build), else those of C.UTF-8. The C library's locale still says what a
  /// letter is to full-text and trigram search, so it must be a UTF-8 one; macOS long had no C.UTF-8.
  static func locales(initdbHelp: String) -> [[String]] {
    let libc = [["--locale=C.UTF-8"], ["--locale=en_US.UTF-8"]]
    guard initdbHelp.contains("--icu-locale") else { return libc }
    return libc.map { $0 + ["--locale-provider=icu", "--icu-locale=fr"] } + libc
  }

  static func blamesLocale(_ message: String) -> Bool {
    message.contains("locale") && message.contains("invalid") || message.contains("ICU is not supported")
  }

  /// Who may log in, and the database; what the service may do in it is said by the schema. One statement a line: single-user mode takes the
  /// end of a line for the end of a statement.
  static let rolesAndDatabase =
    """
    create role filon_owner login
    create role filon_service login

    """ + creation(of: database).map { $0 + "\n" }.joined()

  /// The database that a server is made with.
  static let database = "filon"

  /// What makes a database; its name is a plain identifier.
  static func creation(of database: String) -> [String] {
    [
      "create database \(database) owner filon_owner",
      "revoke all on database \(database) from public",
      "grant connect, temporary on database \(database) to filon_service",
    ]
  }

  static let access = """
    # Written by filon at each start. Only these roles, only by the Unix socket, only for the users of pg_ident.conf.
    local all filon_admin,filon_owner,filon_service peer map=filon

    """

  /// The server's user and root, who could read the files anyway.
  static func identities(account: String) -> String {
    let users = account == "root" ? [account] : [account, "root"]
    let lines = users.flatMap { user in ["filon_admin", "filon_owner", "filon_service"].map { "filon \"\(user)\" \($0)" } }
    return "# Written by filon at each start: map, operating-system user, role.\n" + lines.joined(separator: "\n") + "\n"
  }

  static func parameters(socketFolder: String) -> String {
    """
    # Written by filon at each start. Your own settings: `alter system set …` as filon_admin, which wins over these.

    # Reachable by its owner on this machine and by nobody else.
    listen_addresses = ''
    port = \(ServerFolders.port)
    unix_socket_directories = '\(socketFolder.replacing("\\", with: "\\\\").replacing("'", with: "''"))'
    unix_socket_permissions = 0700
    # The pools of a service and a few command lines; each connection costs memory.
    max_connections = 50

    # A small share of any machine, enough for the working set of a sales team.
    shared_buffers = '128MB'
    # Reports sort and group over a period's rows: in memory rather than on disk.
    work_mem = '16MB'
    # Indexes are built at migrations and after imports.
    maintenance_work_mem = '128MB'
    # Private disks are nearly always SSDs.
    random_page_cost = 1.1
    # Compiling takes longer than the short statements of an application run.
    jit = off

    # What was answered "recorded" is on disk.
    fsync = on
    synchronous_commit = on
    full_page_writes = on

    # Days are computed with the organization's time zone; the session's must not matter.
    timezone = 'UTC'
    log_timezone = 'UTC'
    lc_messages = 'C'

    # A week of logs, one file a weekday, each overwritten a week later.
    logging_collector = on
    log_directory = '../log'
    log_filename = 'postgresql-%a.log'
    log_rotation_age = '1d'
    log_rotation_size = 0
    log_truncate_on_rotation = on
    log_line_prefix = '%m [%p] %q%u@%d %a '
    log_min_duration_statement = '1s'
    # Parameters are people's names and telephone numbers.
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0
    # Names the processes in `ps`.
    cluster_name = 'filon'

    """
  }
}
