namespace McpAspire.MockBackend.Seeding;

/// <summary>A kind of ticket. <c>{app}</c>, <c>{site}</c>, <c>{device}</c>, <c>{team}</c>, <c>{code}</c> and <c>{n}</c> are filled in, the same in title and description.</summary>
internal sealed record TicketTemplate(string Title, string Description)
{
    public static IReadOnlyList<string> Apps { get; } = ["the expense portal", "the CRM", "the data warehouse", "the wiki", "the payroll system", "the build server", "the booking tool", "the order desk", "the ticket queue", "the HR portal"];

    public static IReadOnlyList<string> Sites { get; } = ["Berlin", "Lyon", "Kraków", "Lagos", "Bengaluru", "Tokyo", "Singapore", "São Paulo", "Toronto", "Stockholm", "Madrid", "Dubai"];

    public static IReadOnlyList<string> Devices { get; } = ["laptop", "docking station", "monitor", "desk phone", "label printer", "barcode scanner", "meeting-room display", "tablet"];

    public static IReadOnlyList<string> Teams { get; } = ["Finance", "Sales", "Logistics", "Marketing", "Legal", "Engineering", "Human Resources", "Customer Support"];

    public static IReadOnlyList<string> Codes { get; } = ["HTTP 502", "HTTP 403", "AADSTS50076", "ERR_CONNECTION_RESET", "0x80070005", "ORA-12541", "TLS handshake timeout", "SQLSTATE 40001"];

    public static IReadOnlyList<TicketTemplate> All { get; } =
    [
        new("Cannot sign in to {app}", "Since this morning {app} answers {code} after I enter my password. Colleagues in {site} see the same. Signing in with a private window makes no difference."),
        new("{app} is slow from {site}", "Pages of {app} take more than {n} seconds to load from the office in {site}. From home over the VPN it is fast. Started after the weekend."),
        new("VPN drops every {n} minutes", "The VPN disconnects about every {n} minutes and I lose my session in {app}. Happens on Wi-Fi and on cable. Client is up to date."),
        new("New {device} for a joiner in {team}", "A colleague joins {team} in {site} in {n} days and needs a {device} with the standard image. Cost centre approval is attached to the onboarding request."),
        new("{device} does not start", "My {device} in {site} shows a black screen after the last update. Holding the power button for {n} seconds did not help. I work on a spare until this is fixed."),
        new("Access to {app} for {team}", "Please give {n} people in {team} read access to {app}. The system owner has agreed; the list of names is in the shared folder of the team."),
        new("Shared mailbox for {team}", "{team} needs a shared mailbox for incoming requests from {site}. Three members should be able to send as the mailbox, the others only read."),
        new("Disk almost full on the file server in {site}", "The file server in {site} has {n} GB left. At the present rate it is full next week. Old project archives of {team} could be moved."),
        new("{app} shows {code}", "Saving a record in {app} fails with {code}. It worked last week. About {n} users of {team} are affected and work with spreadsheets for the moment."),
        new("Backup of {app} failed", "Last night's backup of {app} ended with {code}. The night before was fine. The log shows {n} skipped files."),
        new("Certificate of {app} expires in {n} days", "Monitoring reports that the certificate of {app} expires in {n} days. It has to be renewed and rolled out to both nodes before then."),
        new("Wi-Fi in {site} loses connection", "In the meeting rooms of {site} the Wi-Fi drops during calls, {n} times yesterday. The access point near the kitchen blinks amber."),
        new("Reset second factor", "I have a new phone and the old one is wiped, so I cannot confirm sign-ins to {app}. I can be identified on video or at the desk in {site}."),
        new("Report from {app} has wrong totals", "The monthly report for {team} differs from the ledger by {n} entries. The time zone of the export may be the reason: entries of the last evening are missing."),
        new("Install software on {device}", "Please install the statistics package on my {device}. The licence is covered by the contract of {team}; the order number ends in {n}."),
        new("Phishing mail reported by {team}", "{n} people in {team} received a mail that asks them to confirm their password for {app}. Nobody says they clicked. Headers are attached."),
        new("{device} in {site} prints blank labels", "The {device} at the packing station in {site} produces blank labels after {n} good ones. Cleaning and a new roll did not change it."),
        new("Leaver: remove access", "A member of {team} in {site} leaves in {n} days. Please close the accounts for {app} and the VPN at the end of that day and collect the {device}."),
        new("Scheduled job of {app} did not run", "The nightly job of {app} has not run for {n} days. The scheduler shows {code}. {team} needs the figures by Friday."),
        new("Increase quota for {team}", "The shared folder of {team} is at its limit. Please add {n} GB. Clean-up is planned, but the audit needs the files until the end of the quarter."),
        new("Outage of {app} in {site}", "{app} cannot be reached from {site} since about {n} minutes. Error: {code}. All of {team} is blocked."),
        new("Request a test environment for {app}", "{team} wants to try the next version of {app} before the roll-out. A copy with masked data for {n} testers, for two weeks, would do."),
        new("Phone number to be moved to {site}", "I move to the office in {site} in {n} days and would like to keep my extension. The {device} stays at the old desk."),
        new("Duplicate records in {app}", "After the import {app} has {n} customers twice. {team} has stopped merging by hand until we know which copy is linked to orders."),
    ];
}
