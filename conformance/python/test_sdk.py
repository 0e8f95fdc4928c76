"""Okta's own client for Python manages an org."""
import unittest

from okta import models
from okta.client import Client

from gatehouse import administrator, person, refused, service_app, told, unique


class Management(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.admin = administrator()

    async def test_a_user_lives(self):
        user = told(await self.admin.create_user(person()))
        self.assertEqual(user.status, 'ACTIVE')
        told(await self.admin.suspend_user(user.id))
        told(await self.admin.unsuspend_user(user.id))
        change = models.UpdateUserRequest(profile=models.UserProfile(nickName='Nan'))
        changed = told(await self.admin.update_user(user.id, change))
        self.assertEqual((changed.profile.nick_name, changed.profile.last_name), ('Nan', 'Lee'))
        found = told(await self.admin.list_users(search=f'profile.login eq "{user.profile.login}"'))
        self.assertEqual([one.id for one in found], [user.id])
        told(await self.admin.deactivate_user(user.id))
        told(await self.admin.delete_user(user.id))
        self.assertIn('E0000007', refused(await self.admin.get_user(user.id)))

    async def test_a_group_has_members(self):
        user = told(await self.admin.create_user(person()))
        profile = models.OktaUserGroupProfile(name=unique('group'))
        group = told(await self.admin.add_group(models.AddGroupRequest(profile=profile)))
        told(await self.admin.assign_user_to_group(group.id, user.id))
        members = told(await self.admin.list_group_users(group.id))
        self.assertEqual([one.id for one in members], [user.id])
        told(await self.admin.unassign_user_from_group(group.id, user.id))
        self.assertEqual(told(await self.admin.list_group_users(group.id)), [])

    async def test_what_the_org_has_is_listed(self):
        for kind in ('OKTA_SIGN_ON', 'PASSWORD', 'MFA_ENROLL', 'PROFILE_ENROLLMENT'):
            policies = told(await self.admin.list_policies(kind))
            self.assertTrue(policies, kind)
            for policy in policies:
                self.assertTrue(told(await self.admin.list_policy_rules(policy.id)), kind)
        self.assertTrue(told(await self.admin.list_authenticators()))
        self.assertTrue(told(await self.admin.list_authorization_servers()))
        self.assertTrue(told(await self.admin.list_behavior_detection_rules()))
        self.assertTrue(told(await self.admin.list_log_events(limit=5)))

    async def test_bad_input_says_what_is_wrong_with_it(self):
        nobody = person()
        nobody.profile.last_name = None
        self.assertIn('lastName', refused(await self.admin.create_user(nobody)))


class ServiceApplication(unittest.IsolatedAsyncioTestCase):
    async def test_it_reads_with_its_key(self):
        await self.reads(dpopEnabled=False)

    async def test_it_may_prove_a_key_besides(self):
        await self.reads(dpopEnabled=True)

    async def reads(self, **options):
        client = Client({**service_app('okta.users.read'), **options})
        self.assertTrue(told(await client.list_users(limit=1)))
        self.assertIn('E0000006', refused(await client.create_user(person())))


if __name__ == '__main__':
    unittest.main()
