/// Everything that can be asked under `/v1`: what is registered with the router, and what the description of the API is made of.
enum API {
  static let endpoints: [Endpoint] =
    SessionRoutes.endpoints + OrganizationRoutes.endpoints + ConversationRoutes.endpoints + LogRoutes.endpoints + ProspectRoutes.endpoints
    + OpportunityRoutes.endpoints + SaleRoutes.endpoints + MeasurementRoutes.endpoints + ReportRoutes.endpoints + PlanRoutes.endpoints
    + ImportRoutes.endpoints
}
