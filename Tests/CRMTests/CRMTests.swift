// CRMTests
