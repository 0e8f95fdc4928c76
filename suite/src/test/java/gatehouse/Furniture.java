package gatehouse;

import java.util.List;

/** What a {@link FurnishedOrg} is furnished with, as its requests say it. */
final class Furniture {
    static final String USER =
            """
            {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "%1$s", "email": "%1$s"},
             "credentials": {"password": {"value": "%2$s"}}}\
            """
                    .formatted(FurnishedOrg.LOGIN, FurnishedOrg.PASSWORD);
    static final String ROLE = "{\"type\": \"SUPER_ADMIN\"}";
    static final String TYPE =
            "{\"name\": \"guest\", \"displayName\": \"Guest\", \"description\": \"\"}";
    static final String CLAIM =
            """
            {"name": "nick", "claimType": "IDENTITY", "valueType": "EXPRESSION",
             "value": "user.firstName", "conditions": {"scopes": []}}\
            """;
    static final String GRANT =
            """
            {"scopeId": "okta.users.read", "issuer": "http://%s"}\
            """;
    static final String HOOK =
            """
            {"name": "Messages", "type": "com.okta.telephony.provider", "version": "1.0.0",
             "channel": {"type": "HTTP", "version": "1.0.0", "config": {
               "uri": "https://messages.test/send", "method": "POST",
               "authScheme": {"type": "HEADER", "key": "X-Key", "value": "secret"}}}}\
            """;
    static final String SMS =
            """
            {"name": "Codes", "type": "SMS_VERIFY_CODE", "template": "${org.name}: ${code}",
             "translations": {"de": "Code: ${code}"}}\
            """;
    static final String SERVER =
            """
            {"alias": "Ours", "enabled": false, "authType": "BASIC_SMTP_AUTH",
             "host": "127.0.0.1", "port": 1, "username": "us", "password": "secret"}\
            """;
    static final String CAPTCHA =
            """
            {"name": "Robots", "type": "HCAPTCHA", "siteKey": "site", "secretKey": "secret"}\
            """;
    static final String LETTER =
            """
            {"language": "en", "isDefault": true, "subject": "Welcome to ${org.name}",
             "body": "<p>Hello ${user.profile.firstName}, <a href='${activationLink}'>go</a></p>"}\
            """;
    static final String PROVIDER =
            """
            {"type": "OIDC", "name": "Elsewhere", "protocol": {"type": "OIDC",
               "endpoints": {"authorization": {"url": "https://idp.test/authorize"},
                             "token": {"url": "https://idp.test/token"},
                             "jwks": {"url": "https://idp.test/keys"}},
               "scopes": ["openid"], "issuer": {"url": "https://idp.test"},
               "credentials": {"client": {"client_id": "us", "client_secret": "secret"}}}}\
            """;
    static final String ORIGIN =
            """
            {"name": "Portal", "origin": "https://portal.test", "scopes": [{"type": "CORS"}]}\
            """;
    static final String RELATIONSHIP =
            """
            {"primary": {"name": "manager%1$s", "title": "Manager", "type": "USER"},
             "associated": {"name": "report%1$s", "title": "Report", "type": "USER"}}\
            """;
    static final String ATTRIBUTE =
            """
            {"definitions": {"custom": {"id": "#custom", "type": "object", "properties": {
               "team": {"title": "Team", "type": "string"}}, "required": []}}}\
            """;
    static final String KEY =
            """
            {"kty": "EC", "crv": "P-256", "kid": "one", "use": "sig", "alg": "ES256",
             "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
             "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}\
            """;
    static final String APP =
            """
            {"name": "oidc_client", "label": "Furnished", "signOnMode": "OPENID_CONNECT",
             "credentials": {"oauthClient": {"token_endpoint_auth_method": "client_secret_basic"}},
             "settings": {"oauthClient": {
               "application_type": "native", "consent_method": "TRUSTED",
               "grant_types": ["authorization_code", "password", "refresh_token"],
               "response_types": ["code"], "redirect_uris": ["https://app.test/cb"]}}}\
            """;

    static final String POLICY = "{\"type\": \"ACCESS_POLICY\", \"name\": \"Furnished\"}";

    /** A password is enough, so that whoever has one can be signed in. */
    static final String RULE =
            """
            {"type": "ACCESS_POLICY", "name": "Furnished", "actions": {"appSignOn": {
              "access": "ALLOW", "verificationMethod": {"type": "ASSURANCE", "factorMode": "1FA",
              "reauthenticateIn": "PT2H", "constraints": []}}}}\
            """;

    static final String ZONE =
            """
            {"type": "IP", "name": "Furnished", "usage": "POLICY",
             "gateways": [{"type": "CIDR", "value": "203.0.113.0/24"}]}\
            """;

    /** Pages that only their person gets to, and what MyAccount shows to nobody but its owner. */
    static final List<String> NOBODYS =
            List.of(
                    "signin",
                    "welcome",
                    "reset_password",
                    "verify_email",
                    "dev/mailbox",
                    "myaccount/authenticators",
                    "myaccount/authenticators/enrollments",
                    "myaccount/emails",
                    "myaccount/emails/challenge",
                    "myaccount/phones",
                    "myaccount/recovery-codes",
                    "myaccount/webauthn");

    private Furniture() {}
}
