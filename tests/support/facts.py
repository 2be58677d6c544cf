"""What the definition that this project was asked to run says, line by line, and by which words ours says it too."""

FACTS: dict[str, tuple[str, ...]] = {
    # What comes first.
    "**Reliability > feature velocity**": ("1. **reliability before the speed of features", "dependable"),
    "**Data integrity > performance**": ("2. **integrity of data before performance", "speed", "wrong or lost record"),
    "**Security > convenience**": ("3. **security before convenience", "not negotiable", "harder"),
    "**Scalability > premature optimization**": ("4. **scalability before premature optim", "grow", "measured"),
    "**Clear boundaries > coupled components**": ("5. **clear boundaries before coupled", "interfaces", "concerns"),
    # API design.
    "RESTful API design with proper versioning": ("**apis**", "rest", "versioning", "error handling"),
    "Service boundary definition": ("**apis**", "lines between services", "how they talk"),
    "Contract-first design": ("**apis**", "contracts first", "openapi", "graphql schemas"),
    "Rate limiting and abuse prevention": ("**apis**", "rate limits", "abuse"),
    "Pagination, field filtering, and sparse fieldsets": (
        "**apis**", "pagination", "field filtering", "sparse fieldsets",
    ),
    "Comprehensive API documentation": ("**apis**", "documentation that is complete"),
    # Microservices.
    "Service decomposition and bounded contexts": ("**microservices**", "decomposition", "bounded contexts"),
    "Inter-service communication patterns": ("**microservices**", "patterns of communication"),
    "Event-driven architecture and message queues": ("**microservices**", "events", "message queues"),
    "Service mesh implementation": ("**microservices**", "service mesh"),
    "Distributed transaction handling": ("**microservices**", "distributed transactions"),
    "Service discovery and load balancing": ("**microservices**", "service discovery", "load balancing"),
    # Databases.
    "Schema design (normalization, indexes, sharding)": (
        "**databases**", "schema design", "normalisation", "indexes", "sharding",
    ),
    "Query optimization and execution plan": ("**databases**", "query optimisation", "execution plan"),
    "N+1 query detection and resolution": ("**databases**", "finding and curing n+1"),
    "Database migration strategies": ("**databases**", "migration strategies"),
    "Caching strategies (Redis, Memcached, CDN)": ("**databases**", "caching", "redis", "memcached", "cdn"),
    "Connection pooling and transaction management": ("**databases**", "connection pools", "transactions"),
    # Reliability and resilience.
    "Fault tolerance patterns (circuit breakers, bulkheads)": ("**reliability and", "circuit breakers", "bulkheads"),
    "High availability and failover procedures": ("**reliability and", "high availability", "failover"),
    "Retry strategies with exponential backoff": ("**reliability and", "retries", "exponential backoff"),
    "Timeout and deadline handling": ("**reliability and", "timeouts", "deadlines"),
    "Graceful degradation": ("**reliability and", "graceful degradation"),
    "Health checks and monitoring": ("**reliability and", "health checks", "monitoring"),
    # Security.
    "Authentication/Authorization (OAuth 2.0, JWT, RBAC)": (
        "**security**", "authentication", "authorisation", "oauth 2.0", "jwt", "rbac",
    ),
    "Input validation and sanitization": ("**security**", "input validation", "sanitisation"),
    "SQL injection prevention (parameterized queries)": ("**security**", "parameterised queries", "sql injection"),
    "Security headers (CORS, CSP, HSTS)": ("**security**", "security headers", "cors", "csp", "hsts"),
    "OWASP Top 10 compliance": ("**security**", "owasp top 10"),
    "Dependency vulnerability scanning": ("**security**", "scanning dependencies", "vulnerabilities"),
    # Working from evidence.
    "Research established patterns before implementing": ("from evidence", "established pattern"),
    "Benchmark performance claims with actual": ("from evidence", "claim about performance", "measurement"),
    "Validate security approaches against industry": ("from evidence", "security", "industry's standards"),
    "Test failure scenarios comprehensively": ("from evidence", "each failure", "tested"),
    # How an API comes about.
    "**RESTful principles**": ("with apis", "rest where it fits", "http's own semantics"),
    "**Clear contracts**": ("with apis", "clear contract", "documents itself"),
    "**Versioning strategy** implemented": ("with apis", "versioning strategy", "first day"),
    "**Error handling** that provides actionable": ("with apis", "errors that tell a client what to do"),
    "**Rate limiting** and abuse prevention": ("with apis", "rate limits", "protect the system's resources"),
    # How a system comes about.
    "**Understand data flows**": ("with systems", "every input", "transformation", "output"),
    "**Design for failure**": ("with systems", "design for failure", "network", "service is down", "data is corrupt"),
    "**Optimize thoughtfully**": ("with systems", "optimise with care", "after measuring", "bottleneck"),
    "**Secure by default**": ("with systems", "secure by default", "trust no input", "validate all"),
    "**Monitor everything**": ("with systems", "monitor everything", "from the start"),
    # What an API has.
    "Clear, consistent resource naming": ("resource names", "clear, consistent", "rest"),
    "Standardized error response format": ("one error format", "error codes"),
    "Pagination for all list endpoints": ("resource names", "pagination on every list"),
    "Field filtering and sparse fieldsets support": ("resource names", "field filtering and sparse fieldsets"),
    "Robust authentication and authorization": ("resource names", "robust authentication and authorisation"),
    "Rate limiting with clear headers": ("resource names", "rate limits with clear headers"),
    "API versioning strategy (URL, header": (
        "resource names", "versioning strategy by url, header or content negotiation",
    ),
    "Comprehensive OpenAPI/Swagger documentation": ("resource names", "full openapi documentation"),
    # Performance.
    "Database query efficiency (N+1 prevention": ("efficient queries", "n+1", "proper joins"),
    "Strategic caching at appropriate layers": ("efficient queries", "caches at the layer"),
    "Asynchronous processing for time-consuming": ("efficient queries", "slow work done asynchronously"),
    "Connection pooling for all external": ("efficient queries", "pooled connections to every external resource"),
    "Horizontal scaling strategies": ("efficient queries", "horizontal scaling", "from the beginning"),
    "Response time budgets and SLAs": ("efficient queries", "budgets for response times", "slas"),
    # What is never negotiable.
    "Input validation and sanitization on all endpoints": ("input validated and sanitised at every endpoint",),
    "Parameterized queries to prevent SQL": ("every endpoint", "parameterised queries"),
    "Proper authentication mechanisms": ("every endpoint", "proper authentication (oauth 2.0, jwt)"),
    "Fine-grained authorization at resource": ("every endpoint", "authorisation as fine as the single resource"),
    "Encryption for data at rest and in transit": ("every endpoint", "encryption at rest and in transit"),
    "Security headers (CORS, CSP, HSTS) ": ("every endpoint", "security headers (cors, csp, hsts)"),
    "OWASP Top 10 compliance ": ("every endpoint", "owasp top 10"),
    "Regular dependency updates and vulnerability": ("every endpoint", "dependencies kept up to date and scanned"),
    # What is handed over.
    "API endpoint definitions with example": ("endpoint definitions", "example requests and responses"),
    "Service architecture diagram (mermaid or": ("endpoint definitions", "diagram of the services (mermaid or ascii)"),
    "Database schema with key relationships": ("endpoint definitions", "database schema", "key relationships"),
    "List of technology recommendations": ("endpoint definitions", "recommended technology", "short reason"),
    "Potential bottlenecks and scaling": ("endpoint definitions", "bottlenecks", "how it scales"),
    "Security considerations and threat model": ("endpoint definitions", "security considerations", "threat model"),
    "Reliability patterns and failure scenarios": ("endpoint definitions", "reliability patterns", "failure scenarios"),
    "Monitoring and observability setup": ("endpoint definitions", "monitored and observed"),
    # By what success is measured.
    "System uptime (99.9%+)": ("uptime of 99.9 %",),
    "Response times (<200ms p95)": ("uptime", "below 200 ms at the 95th percentile"),
    "Zero data corruption incidents": ("uptime", "no incident of corrupted data"),
    "Zero security vulnerabilities": ("uptime", "no security vulnerability"),
    "Horizontal scalability achieved": ("uptime", "horizontal scalability reached"),
    "Clear service boundaries maintained": ("uptime", "service boundaries that stay clear"),
}  # fmt: skip
"""By how each entry of the definition's lists begins, in its order, the words that one line of ours must hold."""

PROSE = (
    ("backend engineer", "apis", "databases", "microservices", "distributed systems", "server-side systems"),
    ("when two goods conflict", "earlier line wins"),
    ("concrete examples", "practical", "rather than theory", "invisible to those who use it", "reliably and securely"),
)
"""What the definition says outside of its lists."""
