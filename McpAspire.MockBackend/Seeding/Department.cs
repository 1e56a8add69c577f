namespace McpAspire.MockBackend.Seeding;

/// <summary>A department, the title of its head, and the titles of its staff.</summary>
internal sealed record Department(string Name, string HeadTitle, string[] Titles)
{
    public const string ItOperations = "IT Operations";

    public static IReadOnlyList<Department> All { get; } =
    [
        new(
            "Engineering",
            "VP Engineering",
            ["Software Engineer", "Senior Software Engineer", "Staff Engineer", "Test Engineer", "Engineering Manager"]),
        new(
            ItOperations,
            "Head of IT Operations",
            ["Service Desk Analyst", "Systems Administrator", "Network Engineer", "Cloud Engineer", "Identity Engineer"]),
        new("Information Security", "Chief Information Security Officer", ["Security Analyst", "Security Engineer", "Compliance Officer"]),
        new("Finance", "Chief Financial Officer", ["Accountant", "Financial Analyst", "Payroll Specialist", "Treasury Manager"]),
        new("Human Resources", "Chief People Officer", ["HR Business Partner", "Recruiter", "Learning Coordinator"]),
        new("Sales", "VP Sales", ["Account Executive", "Sales Engineer", "Regional Sales Manager", "Sales Operations Analyst"]),
        new("Marketing", "VP Marketing", ["Content Strategist", "Product Marketing Manager", "Event Coordinator"]),
        new("Customer Support", "Head of Customer Support", ["Support Specialist", "Support Engineer", "Support Team Lead"]),
        new("Logistics", "Head of Logistics", ["Warehouse Supervisor", "Supply Planner", "Transport Coordinator"]),
        new("Legal", "General Counsel", ["Corporate Counsel", "Contract Manager", "Paralegal"]),
    ];
}
