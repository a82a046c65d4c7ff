// FilonTests
