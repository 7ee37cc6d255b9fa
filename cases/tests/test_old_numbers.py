"""Case numbers of the form used before 2016, in running text."""

from unittest import TestCase

from cases.tests.read_numbers import numbers


class OldTests(TestCase):
    def test_numbers_of_the_form_before_2016_are_found(self) -> None:
        for text, expected in {
            "（2007）朝民初字第18230号": ["(2007)朝民初字第18230号"],
            "(2014)长民一(民)初字第221号": ["(2014)长民一(民)初字第221号"],
            "(2010)沪一中民认(外仲)字第1号": ["(2010)沪一中民认(外仲)字第1号"],
            "（2012）浦民二（商）初字第S3019号": ["(2012)浦民二(商)初字第S3019号"],
            "2015长民初字第1304号": ["(2015)长民初字第1304号"],
            "2015年阿执字第00294号": ["(2015)阿执字第00294号"],
            "(2011)执监字第55-1号": ["(2011)执监字第55号之一"],
            "（2013）民四终字第1、2号": [
                "(2013)民四终字第1号",
                "(2013)民四终字第2号",
            ],
            "（2013）广海法终字第1号（2013）粤高法民四终字第7号": [
                "(2013)广海法终字第1号",
                "(2013)粤高法民四终字第7号",
            ],
            "(2016)最高法民终字第484号": ["(2016)最高法民终字第484号"],
            "(2012) Min Ti Zi No. 5": ["(2012) Min Ti Zi No. 5"],
            "(2012) Min Ti Zi Di 5 Hao": ["(2012) Min Ti Zi No. 5"],
            "(2015) Hai Min (Zhi) Chu No. 12602": [
                "(2015) Hai Min (Zhi) Chu No. 12602"
            ],
            "[(2008)XTZ No.2]": ["(2008) XTZ No. 2"],
            "(2015) E Wuhan Zhong Min Chu Zi No. 22": [
                "(2015) E Wuhan Zhong Min Chu Zi No. 22"
            ],
            "(2016) Zui Gao Fa Min Zhong Zi No. 484": [
                "(2016) Zui Gao Fa Min Zhong Zi No. 484"
            ],
        }.items():
            with self.subTest(text):
                self.assertEqual(
                    numbers(text), [f"old {number}" for number in expected]
                )
